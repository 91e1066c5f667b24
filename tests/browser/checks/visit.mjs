// Every page as a visitor loads it: a quiet console, our own origin and three requests only,
// no scrolling sideways, and the same text without JavaScript.

import { doubled, hear, overflow } from '../page.mjs';

const text = (page) => page.evaluate(() => document.body.innerText);

export async function visits(site, server, browser, check) {
  const page = await browser.newPage();
  const bare = await browser.newPage();
  await page.setCacheEnabled(false);
  await bare.setJavaScriptEnabled(false);
  await bare.setViewport({ width: 1280, height: 900 });

  const heard = hear(page, server.origin);
  for (const { path, icon } of site.shown) {
    server.log.length = 0;
    await page.setViewport({ width: 320, height: 640 });
    await page.goto(server.origin + path);
    const problems = [];
    const narrow = await overflow(page);
    if (narrow) problems.push(`at 320 px: ${narrow}`);
    await page.setViewport({ width: 1280, height: 900 });
    await doubled(page, true);
    const large = await overflow(page);
    if (large) problems.push(`at 200 % text, 1280 px: ${large}`);
    await doubled(page, false);
    const scripted = await text(page);

    // What the server was asked for until now. A late request would show on the next page, by its name.
    const asked = server.log.map((entry) => entry.url);
    const styles = asked.filter((url) => url.endsWith('.css'));
    const icons = asked.filter((url) => url === icon);
    if (styles.length !== 1) problems.push(`${styles.length} stylesheets`);
    if (icons.length > 1) problems.push(`${icons.length} icons`);
    const more = asked.filter((url) => url !== path && !styles.includes(url) && !icons.includes(url));
    if (more.length) problems.push(`more requests: ${more.join(' ')}`);
    const errors = server.log.filter((entry) => entry.status !== 200);
    if (errors.length) problems.push(`not found: ${errors.map((entry) => entry.url).join(' ')}`);

    await bare.goto(server.origin + path);
    if ((await text(bare)) !== scripted) problems.push('other text without JavaScript');
    problems.push(...heard.splice(0));
    check(path, problems);
  }

  server.log.length = 0;
  await new Promise((later) => setTimeout(later, 500));
  check('afterwards', [...server.log.map((entry) => `a late request: ${entry.url}`), ...heard.splice(0)]);

  // An address that does not exist shows 404.html from any depth, whole.
  server.log.length = 0;
  await page.goto(`${server.origin}/no/such/page/`, { waitUntil: 'networkidle0' });
  const lost = server.log.filter((entry) => entry.status !== 200 && entry.path !== '/no/such/page/');
  check('/no/such/page/', lost.map((entry) => `not found: ${entry.url}`));

  // An old address goes on to the new one by itself, and offers a link.
  for (const old of site.pages.filter((one) => one.refresh)) {
    await page.goto(server.origin + old.path, { waitUntil: 'networkidle0' });
    const target = new URL(old.refresh, server.origin + old.path).pathname;
    const problems = new URL(page.url()).pathname === target ? [] : [`ends at ${page.url()}, not at ${target}`];
    if (!old.links.some((address) => address === old.refresh)) problems.push('no link to the new address');
    check(old.path, problems);
  }
  await page.close();
  await bare.close();
}
