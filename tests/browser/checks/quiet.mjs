// Every page in Firefox, at 320 px: a quiet console, our own origin only, nothing missing, no scrolling
// sideways. `visit.mjs` asks Chromium the same, and more.

import { hear, overflow } from '../page.mjs';

export async function quiet(site, server, browser, check) {
  const page = await browser.newPage();
  await page.setViewport({ width: 320, height: 640 });
  const heard = hear(page, server.origin);
  for (const { path } of site.shown) {
    server.log.length = 0;
    await page.goto(server.origin + path);
    const width = await page.evaluate(() => innerWidth);
    const wide = await overflow(page);
    const problems = heard.splice(0);
    if (width !== 320) problems.push(`the window is ${width} px wide, not 320`);
    if (wide) problems.push(`at 320 px: ${wide}`);
    for (const { url, status } of server.log) if (status !== 200) problems.push(`not found: ${url}`);
    check(path, problems);
  }
  // Messages of the last page, and requests that came late.
  await new Promise((later) => setTimeout(later, 300));
  check('afterwards', heard.splice(0));
  await page.close();
}
