"""What tests of pages in a browser share."""

import time

FROM_THE_FILE = ("file:", "data:", "blob:")


class Watch:
    """What pages complain of, and what they request; `also`: the beginnings of other addresses that they may."""

    def __init__(self, *also):
        self._complaints, self._requests = [], []
        self._allowed = (*FROM_THE_FILE, *also)

    def over(self, page):
        """The page, watched from now on."""
        page.on("console", lambda message: self._complaints.append(message.text))
        page.on("pageerror", lambda error: self._complaints.append(str(error)))
        page.on("request", lambda request: self._requests.append(request.url))
        return page

    def end(self):
        """Fail on any complaint, and on any request of the network; then forget."""
        complaints, requests = self._complaints[:], self._requests[:]
        self._complaints.clear()
        self._requests.clear()
        assert complaints == []
        assert [url for url in requests if not url.startswith(self._allowed)] == []


def until(page, expression, seconds=20):
    """Wait until an expression holds. Asks from outside, as the page's policy forbids it to evaluate text."""
    give_up = time.monotonic() + seconds
    while not page.evaluate(f"!!({expression})"):
        assert time.monotonic() < give_up, f"not within {seconds} seconds: {expression}"
        page.wait_for_timeout(30)


def fresh(browser_page, show, desk, start=""):
    """What a fixture yields from: a function that opens a file in a page of its own, watched until the test ends.

    start: the address at which it opens, unless another is given.
    """
    watch = Watch()

    def opened(path, address=start, **options):
        return show(watch.over(browser_page(**(desk | options))), path, address)

    yield opened
    watch.end()


class Shelf:
    """Pages that stay open, by the file that they show and how: for tests that leave a page as they found it."""

    def __init__(self, browser):
        self._browser, self._pages, self.watch = browser, {}, Watch()

    def page(self, path, address, show, desk):
        """The page that shows a file on a desk; one that is not open yet is shown at the address."""
        key = (path, repr(sorted(desk.items())))
        if key not in self._pages:
            page = self._browser.new_context(**desk).new_page()
            self._pages[key] = show(self.watch.over(page), path, address)
        return self._pages[key]

    def close(self):
        """Close all pages."""
        for page in self._pages.values():
            page.context.close()


def turned(page, address):
    """The page, turned to another address."""
    page.evaluate(
        """(address) => {
            history.replaceState(null, "", address);
            dispatchEvent(new Event("hashchange"));
        }""",
        address,
    )
    return page


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
