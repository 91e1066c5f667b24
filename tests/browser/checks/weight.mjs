// What a first visit costs. The files are compressed one by one, as a host does.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const KB = 1024;
const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;
const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }).length;
const kb = (bytes) => `${(bytes / KB).toFixed(2)} KB`;

export async function weight(site, check, note) {
  check('stylesheets', site.styles.length === 1 ? [] : [`${site.styles.length} stylesheets: ${site.styles}`]);
  const css = await readFile(join(site.dir, site.styles[0]));
  const [cssGzip, cssBrotli] = [gzip(css), brotli(css)];
  note(`stylesheet: ${kb(cssGzip)} gzip, ${kb(cssBrotli)} brotli`);

  const pages = site.pages
    .map((page) => ({ path: page.path, gzip: gzip(page.html), brotli: brotli(page.html) }))
    .sort((a, b) => b.gzip - a.gzip);
  for (const page of pages) {
    const problems = [];
    const limit = (what, bytes, most) => bytes > most * KB && problems.push(`${what} is ${kb(bytes)}, more than ${most} KB`);
    limit('HTML, gzip 9,', page.gzip, 14);
    limit('HTML and CSS, gzip 9,', page.gzip + cssGzip, 18);
    limit('HTML and CSS, brotli 11,', page.brotli + cssBrotli, 14);
    check(page.path, problems);
  }
  for (const page of pages.slice(0, 5))
    note(`${page.path} ${kb(page.gzip)} gzip; with the stylesheet ${kb(page.gzip + cssGzip)} gzip, ${kb(page.brotli + cssBrotli)} brotli`);
}
