// The person whose stories differ most between the policies: shown on opening, in a card beside the crowd, and ringed in it
// until the viewer follows somebody else. Who that is, is decided in persons.py.

const CARD_CURVE = 34; // height of the curves of strain in the card
const telling = replay.telling === null ? null : { kind: "e", id: replay.telling };
const tellingTracks = telling && runs.map((run) => trackOf(run, telling, weeks));
const markTelling = telling ? drawTelling() : () => {};

// Draws the curves into the card; the answer brings them to a week.
function drawTelling() {
  const { picture, mark } = lifePicture(telling, tellingTracks, replay, CARD_CURVE);
  $("telling-life").append(picture);
  return mark;
}
