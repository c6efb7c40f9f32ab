// What the page carries, read back as typed arrays.

const $ = (id) => document.getElementById(id);
const ARRAY_TYPES = {
  uint8: Uint8Array, int16: Int16Array, int32: Int32Array, float32: Float32Array, float64: Float64Array,
};

// The header, with an object of arrays for each run; see packing.py.
function unpack(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const { header, arrays } = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  for (const run of header.runs) Object.assign(run, { series: {}, requests: {} });
  for (const [name, { type, offset, length: size }] of Object.entries(arrays)) {
    const array = new ARRAY_TYPES[type](buffer, 4 + length + offset, size);
    const [side, ...path] = name.split(".");
    const run = header.runs[side];
    if (path.length === 2) run[path[0]][path[1]] = array;
    else run[path[0]] = array;
  }
  return header;
}
