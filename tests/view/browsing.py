"""What tests of pages in a browser share."""

import time


class Watch:
    """What pages complain of, and what they request."""

    def __init__(self):
        self._complaints, self._requests = [], []

    def over(self, page):
        """The page, watched from now on."""
        page.on("console", lambda message: self._complaints.append(message.text))
        page.on("pageerror", lambda error: self._complaints.append(str(error)))
        page.on("request", lambda request: self._requests.append(request.url))
        return page

    def end(self, allowed):
        """Fail on any complaint, and on any request that begins otherwise than what is allowed; then forget."""
        complaints, requests = self._complaints[:], self._requests[:]
        self._complaints.clear()
        self._requests.clear()
        assert complaints == []
        assert [url for url in requests if not url.startswith(allowed)] == []


def until(page, expression, seconds=20):
    """Wait until an expression holds. Asks from outside, as the page's policy forbids it to evaluate text."""
    give_up = time.monotonic() + seconds
    while not page.evaluate(f"!!({expression})"):
        assert time.monotonic() < give_up, f"not within {seconds} seconds: {expression}"
        page.wait_for_timeout(30)


def count_pixels(page, of):
    """How many pixels of each canvas are of a kind, told as a condition on r, g, b, a in JavaScript."""
    return page.evaluate(
        f"""() => [...document.querySelectorAll("canvas")].map((canvas) => {{
            const copy = document.createElement("canvas");
            Object.assign(copy, {{ width: canvas.width, height: canvas.height }});
            const context = copy.getContext("2d", {{ willReadFrequently: true }});
            context.drawImage(canvas, 0, 0);
            const pixels = context.getImageData(0, 0, copy.width, copy.height).data;
            let count = 0;
            for (let i = 0; i < pixels.length; i += 4) {{
                const [r, g, b, a] = pixels.subarray(i, i + 4);
                count += {of};
            }}
            return count;
        }})"""
    )
