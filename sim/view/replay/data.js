// What the page carries, read back as typed arrays.

const $ = (id) => document.getElementById(id);
const ARRAY_TYPES = {
  uint8: Uint8Array, int16: Int16Array, int32: Int32Array, float32: Float32Array, float64: Float64Array,
};

// The header and the arrays of a block, by name; see packing.py.
function readBlock(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const { header, arrays } = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const read = ([name, { type, offset, length: size }]) => [name, new ARRAY_TYPES[type](buffer, 4 + length + offset, size)];
  return { header, arrays: Object.fromEntries(Object.entries(arrays).map(read)) };
}

// The header, with an object of arrays for each run.
function unpack(buffer) {
  const { header, arrays } = readBlock(buffer);
  for (const run of header.runs) Object.assign(run, { series: {}, requests: {} });
  for (const [name, array] of Object.entries(arrays)) {
    const [side, ...path] = name.split(".");
    const run = header.runs[side];
    if (path.length === 2) run[path[0]][path[1]] = array;
    else run[path[0]] = array;
  }
  return header;
}
