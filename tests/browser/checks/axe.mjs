// axe-core on pages in a browser: no violation of any of its rules, WCAG 2.2's target size among them.

import axe from 'axe-core';

const OPTIONS = { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } };

/** The violations on the page that is open, one line each. */
export async function violations(page) {
  await page.evaluate(axe.source);
  const results = await page.evaluate((options) => window.axe.run(document, options), OPTIONS);
  return results.violations.flatMap((violation) =>
    violation.nodes.map((node) => {
      const why = node.failureSummary.replace(/^Fix .*:\n/, '').replace(/\s*\n\s*/g, '; ').trim();
      return `${violation.id} at ${node.target.join(' ')}: ${why}`;
    }),
  );
}

/** Every page of `paths` in one size and one colour scheme. */
export async function axePages({ page, origin, paths, viewport, check, label = '' }) {
  await page.setViewport(viewport);
  for (const path of paths) {
    await page.goto(origin + path);
    check(`${path}${label}`, await violations(page));
  }
}
