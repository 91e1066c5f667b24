// Nothing moves by itself: Chromium's layout shifts on a page of each kind, on a phone, on a desktop and on a phone
// whose connection delivers the page in pieces, from the first paint to the end of the page. The sum of them (CLS)
// must be 0. What does not count is a cell of numbers to ring, such as “988 or text 988”, of which half has come:
// it stands at the right. That is some 0.0003 on a phone; 0.1 counts as good elsewhere.

import { DESKTOP, PHONE } from '../browsers.mjs';

/** Runs in the page: scrolls to its end, and tells what moved until then. */
async function shifts() {
  const moved = [];
  const observer = new PerformanceObserver((list) => moved.push(...list.getEntries()));
  observer.observe({ type: 'layout-shift', buffered: true });
  // A page behind another one is not painted, and must not wait for ever.
  const late = () => new Promise((next) => setTimeout(next, 1000));
  const painted = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
  const frame = () => Promise.race([painted(), late()]);
  for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
    scrollTo({ top, behavior: 'instant' });
    await frame();
  }
  await new Promise((later) => setTimeout(later, 150));
  moved.push(...observer.takeRecords());
  const isHalfANumber = ({ node }) => node?.matches?.('.help-lines td:nth-child(2)');
  const counted = moved.filter(({ value, sources }) => value > 0.001 || !sources.length || !sources.every(isHalfANumber));
  return {
    sum: counted.reduce((sum, one) => sum + one.value, 0),
    what: [...new Set(counted.flatMap((one) => one.sources.map(({ node }) => node?.nodeName.toLowerCase() + (node?.className ? `.${node.className}` : ''))))].slice(0, 4),
  };
}

export async function shift(site, server, browser, check) {
  const page = await browser.newPage();
  await page.setCacheEnabled(false);
  const slow = { pieces: 12, pause: 50 };
  for (const [size, viewport, pace] of [['phone', PHONE, null], ['desktop', DESKTOP, null], ['phone, bad connection', PHONE, slow]]) {
    await page.setViewport(viewport);
    server.slow = pace;
    for (const [kind, path] of Object.entries(site.kinds)) {
      await page.goto(server.origin + path);
      await page.bringToFront();
      const { sum, what } = await page.evaluate(shifts);
      check(`${kind} ${path}, ${size}`, sum === 0 ? [] : [`the layout shifts by ${sum.toFixed(4)}: ${what.join(', ')}`]);
    }
  }
  server.slow = null;
  await page.close();
}
