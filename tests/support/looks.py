"""What looks wrong on a page though nothing is cut off: broken words, things that touch."""

from __future__ import annotations

from playwright.sync_api import Page

# A word longer than this may be broken: an address, a name without spaces.
LONGEST = 18
# Pixels between a field and the label under it, and between two links in one line of text.
APART, BESIDE = 6, 5
# Texts that are pictures, or that break wherever they like.
LEFT_OUT = "svg, pre, code, .unseen, textarea, [hidden]"

CROWDED = """([longest, apart, beside, leftOut]) => {
    const found = [], seen = element => element.checkVisibility({visibilityProperty: true});
    const called = element => {
        const box = element.getBoundingClientRect();
        return `${element.tagName.toLowerCase()}.${element.className} `
            + `“${element.textContent.trim().slice(0, 40)}” at ${Math.round(box.top)}`;
    };
    const range = document.createRange();

    // Words that are broken: short ones, other than behind a hyphen or a slash within them.
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = words.nextNode(); node; node = words.nextNode()) {
        const parent = node.parentElement;
        if (!node.data.trim() || parent.closest(leftOut) || !seen(parent)) continue;
        for (const {0: word, index} of node.data.matchAll(/[^\\s\\u200b]+/g)) {
            if (word.length > longest) continue;
            let last = null;
            for (let at = 0; at < word.length; at++) {
                range.setStart(node, index + at);
                range.setEnd(node, index + at + 1);
                const box = range.getClientRects()[0];
                if (!box || !box.width) continue;
                const parted = /[-/–—…?&=.@_·]/.test(word[at - 1] ?? "") && at > 1;
                if (last && box.top > last.bottom - 1 && !parted)
                    found.push(`“${word}” is broken in ${called(parent)}`);
                last = box;
            }
        }
    }

    // A label that touches the field above it.
    const fields = [...document.querySelectorAll("input, select, textarea")].filter(
        each => seen(each) && !["hidden", "checkbox", "radio"].includes(each.type));
    for (const label of document.querySelectorAll("label, legend")) {
        if (!seen(label) || label.matches(".unseen")) continue;
        const box = label.getBoundingClientRect();
        for (const field of fields) {
            const above = field.getBoundingClientRect();
            const over = above.left < box.right && above.right > box.left;
            if (over && above.bottom <= box.top + 1 && box.top - above.bottom < apart)
                found.push(`a field touches the label ${called(label)}`);
        }
    }

    // A box to tick whose label goes on under it.
    for (const tick of document.querySelectorAll("label :is([type=checkbox], [type=radio])")) {
        if (!seen(tick)) continue;
        const box = tick.getBoundingClientRect(), label = tick.closest("label");
        range.selectNodeContents(label);
        if ([...range.getClientRects()].some(
            each => each.width > 1 && each.height > 2 && each.top > box.bottom - 1
                && each.left < box.right))
            found.push(`a label goes on under its box: ${called(label)}`);
    }

    // Two links in a line with but a space between them, other than in the text of an article.
    for (const link of document.querySelectorAll("a[href] + a[href], strong + a[href]")) {
        const before = link.previousElementSibling;
        if (link.closest("svg, .story-body") || !seen(link) || !seen(before)) continue;
        if (getComputedStyle(link).display !== "inline") continue;
        range.setStartAfter(before);
        range.setEndBefore(link);
        if (range.toString().trim()) continue;
        const [a, b] = [[...before.getClientRects()].at(-1), link.getClientRects()[0]];
        if (a && b && Math.abs(a.top - b.top) < 4 && b.left - a.right < beside)
            found.push(`a link touches the one before it: ${called(link)}`);
    }
    return [...new Set(found)];
}"""


def crowded(page: Page) -> list[str]:
    """Return what is broken or touches something else on the page, as it is shown now."""
    found: list[str] = page.evaluate(CROWDED, [LONGEST, APART, BESIDE, LEFT_OUT])
    return found
