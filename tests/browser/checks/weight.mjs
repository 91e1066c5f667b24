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
  const styles = new Map();
  for (const name of site.styles) {
    const css = await readFile(join(site.dir, name));
    styles.set(name, { gzip: gzip(css), brotli: brotli(css) });
    note(`${name}: ${kb(styles.get(name).gzip)} gzip, ${kb(styles.get(name).brotli)} brotli`);
  }

  const pages = site.pages
    .map((page) => {
      const own = page.links.filter((link) => styles.has(link?.replace(/^\//, '')));
      check(`${page.path}: stylesheets`, own.length === 1 ? [] : [`${own.length} stylesheets: ${own}`]);
      const css = styles.get(own[0]?.replace(/^\//, '')) ?? { gzip: 0, brotli: 0 };
      const [zipped, squeezed] = [gzip(page.html), brotli(page.html)];
      return { path: page.path, gzip: zipped, both: { gzip: zipped + css.gzip, brotli: squeezed + css.brotli } };
    })
    .sort((a, b) => b.both.brotli - a.both.brotli);
  for (const page of pages) {
    const problems = [];
    const limit = (what, bytes, most) => bytes > most * KB && problems.push(`${what} is ${kb(bytes)}, more than ${most} KB`);
    limit('HTML, gzip 9,', page.gzip, 14);
    limit('HTML and CSS, gzip 9,', page.both.gzip, 18);
    limit('HTML and CSS, brotli 11,', page.both.brotli, 14);
    check(page.path, problems);
  }
  for (const page of pages.slice(0, 5))
    note(`${page.path} ${kb(page.gzip)} gzip; with its stylesheet ${kb(page.both.gzip)} gzip, ${kb(page.both.brotli)} brotli`);
}
