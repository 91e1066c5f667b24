// The pictures that are not loaded by any page: `node icons.mjs SITE_DIR OUT_DIR`. What a messenger
// shows beside a link (`share.png`) is the cover of the built home page, what a phone shows on its
// first screen (`apple-touch-icon.png`) the icon of the built site, so neither is drawn twice.

import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chromium, colours } from './browsers.mjs';
import { serve } from './server.mjs';

if (process.argv.length !== 4) {
  console.error('usage: node icons.mjs SITE_DIR OUT_DIR');
  process.exit(2);
}
const [dir, out] = process.argv.slice(2).map((path) => resolve(path));
const server = await serve(dir);
const browser = await chromium();
const page = await browser.newPage();
await page.setBypassCSP(true);
await colours(page, 'light');

await page.setViewport({ width: 1200, height: 630 });
await page.goto(server.origin);
// The pattern at twice its size on phones, the label in the middle of what is left above the pale pair.
await page.addStyleTag({
  content: `
    html { font-size: 24px }
    .masthead, .leaf, .foot, .skip { display: none }
    .cover { block-size: 630px; padding: 0; display: grid; place-content: center }
    .title-label { inline-size: 30rem; max-inline-size: none; margin-block-end: 3rem }
    .title-label h1 { font-size: 4.4rem }
    .title-label p { font-size: 1.3rem }
    .title-label .mark { inline-size: 3.2rem; block-size: 3.2rem }`,
});
await page.evaluate(() => {
  document.querySelector('.title-label h1').before(document.querySelector('.brand .mark').cloneNode(true));
});
await page.screenshot({ path: join(out, 'share.png') });

const icon = await readFile(join(dir, 'favicon.svg'), 'utf8');
await page.setViewport({ width: 180, height: 180 });
await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 180px }</style>${icon}`);
await page.screenshot({ path: join(out, 'apple-touch-icon.png') });
await browser.close();
server.close();
