// Readers who set their own spacing or size: WCAG's text spacing (1.4.12), 400 % zoom (1.4.10) and text at
// 200 % (1.4.4), on a page of each kind. Nothing scrolls sideways, is cut or lies on other text, and the
// header works. Code and wide tables may scroll in a box of their own.

import { doubled } from '../page.mjs';

const SPACING = '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}';

const WAYS = [
  ['text spacing, phone', { width: 360, height: 740 }, { spacing: true }],
  ['text spacing, desktop', { width: 1280, height: 900 }, { spacing: true }],
  ['400 % zoom', { width: 320, height: 256 }, {}], // 1280 × 1024 px, four times as large
  ['200 % text, phone', { width: 360, height: 740 }, { large: true }],
  ['200 % text, desktop', { width: 1280, height: 900 }, { large: true }],
];

/** Runs in the page: what is cut, covered or out of reach, in words. */
function broken() {
  const found = [];
  const root = document.documentElement;
  const edge = root.clientWidth;
  const name = (element) => element.tagName.toLowerCase() + (element.getAttribute('class') ? `.${element.getAttribute('class').replaceAll(' ', '.')}` : '');
  const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const every = (element, test) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) if (test(at)) return true;
    return false;
  };
  if (root.scrollWidth > edge) found.push(`scrolls sideways: ${root.scrollWidth} px in ${edge} px`);

  const rects = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true }) || element.closest('option, textarea')) continue;
    // Beside the page, as it should be: for screen readers only, or sticky above the rest.
    if (every(element, (one) => getComputedStyle(one).clipPath !== 'none' || /sticky|fixed/.test(getComputedStyle(one).position) || one.matches('.skip'))) continue;
    const boxed = every(element, scrolls);
    const clips = [];
    every(element, (one) => /hidden|clip/.test(getComputedStyle(one).overflow) && clips.push(one) && false);
    range.selectNodeContents(node);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      if (right - left < 1) continue;
      if (!boxed && (left < -1 || right > edge + 1)) found.push(`“${node.data.trim().slice(0, 30)}” reaches from ${Math.round(left)} to ${Math.round(right)} px`);
      for (const clip of clips) {
        const box = clip.getBoundingClientRect();
        if (left < box.left - 1 || right > box.right + 1 || top < box.top - 1 || bottom > box.bottom + 1) found.push(`${name(clip)} cuts “${node.data.trim().slice(0, 30)}”`);
      }
      // Glyphs fill about the middle half of their box: lines that stand close are not on each other.
      const slack = (bottom - top) * 0.27;
      if (!boxed) rects.push({ left: left + 1, right: right - 1, top: top + slack, bottom: bottom - slack, node });
    }
  }
  rects.sort((a, b) => a.top - b.top);
  rects.forEach((a, at) => {
    for (let next = at + 1; next < rects.length && rects[next].top < a.bottom; next += 1) {
      const b = rects[next];
      if (a.node !== b.node && a.left < b.right && b.left < a.right) found.push(`“${a.node.data.trim().slice(0, 30)}” and “${b.node.data.trim().slice(0, 30)}” lie on each other`);
    }
  });

  const links = [...document.querySelectorAll('body > header a')].filter((link) => link.checkVisibility());
  if (!links.some((link) => link.matches('.help'))) found.push('the header has no way to help');
  for (const link of links) {
    const box = link.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    if (y > innerHeight) found.push(`“${link.textContent}” is not on the first screen`);
    else if (!link.contains(document.elementFromPoint(x, y)) || box.height < 24) found.push(`“${link.textContent}” in the header cannot be hit`);
  }
  return [...new Set(found)].slice(0, 6);
}

export async function reflow(site, server, browser, check) {
  const page = await browser.newPage();
  for (const [way, viewport, { spacing, large }] of WAYS) {
    await page.setViewport(viewport);
    await doubled(page, Boolean(large));
    for (const [kind, path] of Object.entries(site.kinds)) {
      await page.goto(server.origin + path);
      await page.evaluate((css) => {
        const sheet = new CSSStyleSheet(); // not an element: the policy would refuse one
        sheet.replaceSync(css);
        document.adoptedStyleSheets = [sheet];
      }, spacing ? SPACING : '');
      check(`${way}: ${kind} ${path}`, await page.evaluate(broken));
    }
  }
  await doubled(page, false);
  await page.close();
}
