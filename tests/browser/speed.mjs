// What one click costs: `node speed.mjs [--goodfit PROGRAM]`. Not a gate: it measures the machine, too.
// Made-up questionnaires of 20 and 60 questions, each with words to say, 14 stop signs and 5
// outcomes, in the default theme. One click, then style and layout are forced: what has to be done
// before the next frame can be painted. Half of the answers are given before the clicks are timed.

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, firefox, PHONE } from './browsers.mjs';
import { build, siteOf, sized } from './checklist/generate.mjs';
import { serve } from './server.mjs';

const CLICKS = 40;
const LIMITS = { 20: 16, 60: 50 };
const { values } = parseArgs({ options: { goodfit: { type: 'string', default: fileURLToPath(new URL('../../target/release/goodfit', import.meta.url)) } } });
const program = resolve(values.goodfit);

/** Runs in the page; milliseconds for each click. */
function clicks(count) {
  const inputs = [...document.querySelectorAll('form.fit input')];
  const radios = inputs.filter((input) => input.type === 'radio');
  const names = [...new Set(radios.map((input) => input.name))];
  const pick = (name, answer) => radios.find((input) => input.name === name && input.classList.contains(`a${answer}`));
  const settle = () => document.documentElement.scrollHeight + getComputedStyle(document.querySelector('.result')).height.length;
  names.forEach((name, at) => at % 2 && pick(name, (at % 5) + 1).click());
  settle();
  return Array.from({ length: count }, (_, at) => {
    // All over the page: new answers, other answers, and now and then a stop sign.
    const name = names[(at * 7) % names.length];
    const answer = ((at * 3) % 5) + 1;
    const radio = pick(name, answer).checked ? pick(name, (answer % 5) + 1) : pick(name, answer); // no click without effect
    const input = at % 10 === 9 ? inputs.find((one) => one.type === 'checkbox') : radio;
    const start = performance.now();
    input.click();
    settle();
    return performance.now() - start;
  });
}

const site = await siteOf({ 'speed-20': sized(20), 'speed-60': sized(60) });
try {
  await build(program, site);
  const server = await serve(site.output);
  console.log('| engine | questions | median ms | p95 ms | worst ms | limit ms |\n|---|---|---|---|---|---|');
  for (const [name, start] of [['Chromium', chromium], ['Firefox', () => firefox('light', { 'privacy.reduceTimerPrecision': false })]]) {
    const browser = await start();
    const version = /[\d.]+/.exec(await browser.version())[0];
    for (const questions of [20, 60]) {
      const page = await browser.newPage();
      await page.setViewport(PHONE);
      await page.goto(`${server.origin}/speed-${questions}/`);
      await page.evaluate(clicks, 5); // the first ones warm up
      const times = (await page.evaluate(clicks, CLICKS)).sort((a, b) => a - b);
      const at = (part) => times[Math.min(times.length - 1, Math.ceil(times.length * part) - 1)].toFixed(1);
      console.log(`| ${name} ${version} | ${questions} | ${at(0.5)} | ${at(0.95)} | ${at(1)} | ${LIMITS[questions]} |`);
      await page.close();
    }
    await browser.close();
  }
  server.close();
} finally {
  await site.remove();
}
