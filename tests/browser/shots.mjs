// Pictures to look at: `node shots.mjs SITE_DIR OUT_DIR [--only WORDS]`. One page of each kind, in
// every way in which somebody may see it: three widths, light and dark, more contrast, forced
// colours, text at 200 %, 320 px, with no stylesheet, on paper. Checklists are answered, too.

import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { chromium, program } from './browsers.mjs';
import { serve } from './server.mjs';
import { readSite } from './site.mjs';

const run = promisify(execFile);
const [siteDir, outDir, flag, only = ''] = process.argv.slice(2);
if (!outDir || (flag && flag !== '--only')) {
  console.error('usage: node shots.mjs SITE_DIR OUT_DIR [--only WORDS]');
  process.exit(2);
}
const [dir, out] = [siteDir, outDir].map((path) => resolve(path));

/** Every way to look: a name, a width, and what is different from a plain light window. */
const LOOKS = [
  ...[360, 768, 1280].flatMap((width) => ['light', 'dark'].map((scheme) => ({ name: `${width}-${scheme}`, width, scheme }))),
  { name: '320', width: 320 },
  { name: '360-text-200', width: 360, text: 200 },
  { name: '1280-text-200', width: 1280, text: 200 },
  // 400 % zoom of a window of 1280 × 1024.
  { name: 'zoom-400', width: 320, height: 256, scale: 4, fold: true },
  { name: '1280-contrast', width: 1280, contrast: 'more' },
  { name: '360-contrast-dark', width: 360, contrast: 'more', scheme: 'dark' },
  { name: '1280-forced', width: 1280, forced: true },
  { name: '360-forced-dark', width: 360, forced: true, scheme: 'dark' },
  { name: '1280-no-styles', width: 1280, bare: true },
];

/** Pages to look at beside those of each kind that the checks know. */
const MORE = {
  'first call': '/tools/first-call-questions/',
  'after session': '/tools/after-session-notes/',
  about: '/about/',
  privacy: '/about/privacy/',
  rule: '/manual/rules/long-sentence/',
  drawing: '/rogers/carl-rogers-six-conditions/',
  'words to say': '/when-its-not-right/changing-therapist/',
};

/** What a reader of a checklist would have chosen: some of each answer, and one stop sign or none. */
function answer(stop) {
  const chosen = [0, 1, 0, 3, 2, 0, 1, 0, 0, 2, 0, 4, 0, 0, 1, 0, 0, 0];
  [...document.querySelectorAll('.q')].forEach((q, n) => q.querySelectorAll('input')[chosen[n % chosen.length]]?.click());
  if (stop) document.querySelector('.sign input')?.click();
}

await mkdir(out, { recursive: true });
const server = await serve(dir);
const browser = await chromium();
const site = await readSite(dir, browser);
const more = Object.entries(MORE).filter(([, path]) => site.pages.some((page) => page.path === path));
const kinds = Object.entries(site.kinds).concat(more);
const page = await browser.newPage();
const session = await page.createCDPSession();

async function look(path, { width, height = 900, scale = 1, scheme = 'light', contrast = 'no-preference', forced, text, bare }) {
  // Puppeteer knows no `prefers-contrast` of its own, so it goes to the browser directly.
  await session.send('Emulation.setEmulatedMedia', {
    media: 'screen',
    features: [
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-contrast', value: contrast },
      { name: 'forced-colors', value: forced ? 'active' : 'none' },
    ],
  });
  await page.setBypassCSP(Boolean(text || bare));
  await page.setViewport({ width, height, deviceScaleFactor: scale });
  await page.goto(server.origin + path);
  if (text) await page.addStyleTag({ content: `html { font-size: ${text}% }` });
  if (bare) await page.evaluate(() => document.querySelectorAll('link[rel=stylesheet]').forEach((link) => link.remove()));
}

/** A PDF, and each of its pages as a picture if poppler is there. */
async function paper(name) {
  await session.send('Emulation.setEmulatedMedia', { media: '', features: [] });
  const file = join(out, `${name}.pdf`);
  await writeFile(file, await page.pdf({ format: 'A4', preferCSSPageSize: true }));
  if (program('pdftoppm')) await run('pdftoppm', ['-png', '-gray', '-r', '60', file, join(out, `${name}-paper`)]);
}

for (const [kind, path] of kinds) {
  if (!path || !kind.includes(only)) continue;
  const name = kind.replaceAll(' ', '-');
  for (const how of LOOKS) {
    await look(path, how);
    await page.screenshot({ path: join(out, `${name}-${how.name}.png`), fullPage: !how.fold });
    if (how.fold || !(await page.$('.fit'))) continue;
    for (const stop of [false, true]) {
      if (stop && how.width === 768) continue;
      await page.evaluate(answer, stop);
      await page.screenshot({ path: join(out, `${name}-${stop ? 'stop' : 'answered'}-${how.name}.png`), fullPage: true });
    }
  }
  await look(path, LOOKS[0]);
  await paper(name);
  if (await page.$('.fit')) {
    await page.evaluate(answer, false);
    await paper(`${name}-completed`);
  }
  console.log(`${kind}: ${path}`);
}
await browser.close();
server.close();
