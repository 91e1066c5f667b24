// What is on the sheets of a PDF, by poppler's pdftotext: the text, and where each line lies.

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

async function pdftotext(pdf, ...options) {
  const folder = await mkdtemp(join(tmpdir(), 'goodfit-print-'));
  try {
    await writeFile(join(folder, 'page.pdf'), pdf);
    return (await run('pdftotext', ['-enc', 'UTF-8', ...options, join(folder, 'page.pdf'), '-'], { maxBuffer: 1 << 27 })).stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The text of each sheet; with `-raw` in the order in which it was written. */
export const sheets = async (pdf, ...options) => (await pdftotext(pdf, ...options)).split('\f').slice(0, -1);

const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&#39;': "'" };
const plain = (text) => text.replace(/&#?\w+;/g, (entity) => ENTITIES[entity] ?? entity);

/** Each sheet as `{ width, height, lines }`, a line as `{ left, top, right, bottom, text }`, all in millimetres, from top to bottom. */
export async function layout(pdf) {
  const xml = await pdftotext(pdf, '-bbox-layout');
  const mm = (points) => (Number(points) * 25.4) / 72;
  return xml
    .split('<page ')
    .slice(1)
    .map((page) => {
      const [, width, height] = /^width="([\d.]+)" height="([\d.]+)"/.exec(page);
      const lines = [...page.matchAll(/<line xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^]*?)<\/line>/g)].map(([, left, top, right, bottom, words]) => ({
        left: mm(left),
        top: mm(top),
        right: mm(right),
        bottom: mm(bottom),
        text: [...words.matchAll(/<word [^>]*>([^]*?)<\/word>/g)].map(([, word]) => plain(word)).join(' '),
      }));
      return { width: mm(width), height: mm(height), lines: lines.sort((a, b) => a.top - b.top) };
    });
}
