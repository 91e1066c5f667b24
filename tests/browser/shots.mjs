// Pictures to look at: `node shots.mjs SITE_DIR OUT_DIR`. One page of each kind, three widths,
// light and dark, and on paper.

import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chromium, colours } from './browsers.mjs';
import { serve } from './server.mjs';
import { readSite } from './site.mjs';

if (process.argv.length !== 4) {
  console.error('usage: node shots.mjs SITE_DIR OUT_DIR');
  process.exit(2);
}
const [dir, out] = process.argv.slice(2).map((path) => resolve(path));
await mkdir(out, { recursive: true });
const server = await serve(dir);
const browser = await chromium();
const { kinds } = await readSite(dir, browser);
const page = await browser.newPage();

for (const [kind, path] of Object.entries(kinds).filter(([, found]) => found)) {
  const name = kind.replaceAll(' ', '-');
  for (const scheme of ['light', 'dark']) {
    await colours(page, scheme);
    for (const width of [360, 768, 1280]) {
      await page.setViewport({ width, height: 900 });
      await page.goto(server.origin + path);
      await page.screenshot({ path: join(out, `${name}-${width}-${scheme}.png`), fullPage: true });
    }
  }
  await colours(page, 'light');
  await writeFile(join(out, `${name}.pdf`), await page.pdf({ format: 'A4', preferCSSPageSize: true }));
  console.log(`${kind}: ${path}`);
}
await browser.close();
server.close();
