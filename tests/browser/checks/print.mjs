// Paper: a page of each kind becomes a PDF without an empty sheet, and the article prints whole.

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The text of each sheet of a PDF. */
export async function sheets(pdf) {
  const folder = await mkdtemp(join(tmpdir(), 'goodfit-print-'));
  try {
    await writeFile(join(folder, 'page.pdf'), pdf);
    const { stdout } = await run('pdftotext', ['-enc', 'UTF-8', join(folder, 'page.pdf'), '-'], { maxBuffer: 1 << 26 });
    return stdout.split('\f').slice(0, -1);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const letters = (text) => text.replace(/[^\p{L}\p{N}]/gu, '');

export async function print(site, server, browser, check, note) {
  const page = await browser.newPage();
  for (const [kind, path] of Object.entries(site.kinds)) {
    await page.goto(server.origin + path);
    const texts = await sheets(await page.pdf({ format: 'A4', preferCSSPageSize: true }));
    const problems = texts.length ? [] : ['no sheet'];
    texts.forEach((text, at) => letters(text).length < 40 && problems.push(`sheet ${at + 1} of ${texts.length} is all but empty`));
    const heading = await page.evaluate(() => document.querySelector('h1').textContent);
    if (!letters(texts.join('')).includes(letters(heading))) problems.push('the heading is not printed');
    check(`${kind} ${path}`, problems);
    note(`${kind}: ${texts.length} A4`);
  }
  await page.close();
}
