/// <reference lib="dom" />
import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import type { Page } from 'playwright-core';
import { manyTargets } from './apps';
import { hostilePicture } from './pictures';
import { drawApp } from '../../../local/cli/graph/draw-app';
import { formatHtml } from '../../../local/cli/graph/format-html';
import { formatSvg } from '../../../local/cli/graph/format-svg';
import type { Picture } from '../../../local/cli/graph/picture';
import { synthesize as synthesizeUpstream, kitchenSink } from '../../model/apps';
import { synthesize, team, upstreamChain } from '../apps';
import { Chromium, describeInChromium } from '../chromium';
import { synthesizeWeather } from '../weather';

/** Screenshots, for reviewers. */
const PICTURES = join(__dirname, '..', '..', '..', 'test-reports', 'pictures');

const SCHEMES = ['light', 'dark'] as const;

jest.setTimeout(60_000);

const picture = (directory: string): Picture => drawApp({ inputs: [directory] }, process.cwd());
const APPS: readonly (readonly [string, () => Picture])[] = [
  ['weather', () => picture(synthesizeWeather())],
  ['team', () => picture(synthesize(team))],
  ['upstream', () => picture(synthesize(upstreamChain))],
  ['kitchen-sink', () => picture(synthesizeUpstream(kitchenSink))],
  ['20-targets', () => manyTargets(1, 20)],
  ['60-targets', () => manyTargets(1, 60)],
  ['80-gateways', () => manyTargets(80, 10)],
  ['hostile', hostilePicture],
];

describeInChromium('in a browser', () => {
  let chromium: Chromium;

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    chromium = await Chromium.start();
  });

  afterAll(async () => chromium?.stop());

  describe.each(APPS)('the picture of %s', (name, build) => {
    const [svg, html] = ['svg', 'html'].map((end) => join(PICTURES, `${name}.${end}`));

    beforeAll(() => {
      const drawn = build();
      writeFileSync(svg, formatSvg(drawn));
      writeFileSync(html, formatHtml(drawn));
    });

    test.each(SCHEMES)('as SVG is readable in %s, and sends no requests', async (scheme) => {
      const { page, complaints } = await chromium.open(svg, scheme);
      const size = await page.evaluate(() => ({ width: document.documentElement.clientWidth, height: document.documentElement.clientHeight }));
      expect(size.width).toBeGreaterThan(0);
      await page.locator('svg').first().screenshot({ path: svg.replace('.svg', `-${scheme}.png`) });
      expect(await overlappingTexts(page)).toEqual([]);
      expect(await textsOutOfTheirBox(page)).toEqual([]);
      expect(await paleTexts(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    });

    test.each(SCHEMES)('as a page is readable in %s, and sends no requests', async (scheme) => {
      const { page, complaints } = await chromium.open(html, scheme);
      await page.screenshot({ path: html.replace('.html', `-page-${scheme}.png`) });
      expect(await overlappingTexts(page)).toEqual([]);
      expect(await textsOutOfTheirBox(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    });
  });

  describe('the page', () => {
    const html = join(PICTURES, 'team-details.html');
    let page: Page;
    let complaints: readonly string[];

    beforeAll(() => writeFileSync(html, formatHtml(picture(synthesize(team)))));

    beforeEach(async () => {
      ({ page, complaints } = await chromium.open(html));
    });

    afterEach(async () => {
      expect(complaints).toEqual([]);
      await page.close();
    });

    const details = async () => page.locator('#details').innerText();
    const lit = async () => page.evaluate(() => [...document.querySelectorAll('.box.lit > .strong')].map((element) => element.textContent).sort());

    test('highlights the connections of a box under the pointer', async () => {
      await page.locator('.box', { hasText: 'TeamGateway' }).hover();
      expect(await lit()).toEqual(['Agent', 'DomainTools', 'Intern', 'TeamGateway']);
      await page.mouse.move(1, 400);
      expect(await lit()).toEqual([]);
    });

    test('shows the details of a clicked box until Escape is pressed', async () => {
      await page.locator('.box', { hasText: 'DomainTools' }).first().click({ position: { x: 60, y: 20 } });
      await page.screenshot({ path: join(PICTURES, 'team-details.png') });
      expect(await details()).toContain('Domain/DomainTools');
      expect(await details()).toMatch(/called by\s+TeamGateway \(domain\): gateway's role/);
      expect(await details()).toMatch(/calls\s+api\.example\.com: API key PetStoreKey, in query api_key/);
      await page.keyboard.press('Escape');
      expect(await details()).toContain('Point at a box');
    });

    test('shows the details of a target', async () => {
      await page.locator('.target', { hasText: 'docs' }).click();
      expect(await details()).toContain('Target of DomainTools · MCP server · 2 tools');
      expect(await details()).toMatch(/tools\s+search, read_page/);
    });

    test('supports the keyboard', async () => {
      await page.locator('.target', { hasText: 'orders' }).focus();
      await page.keyboard.press('Enter');
      expect(await details()).toContain('Target of DomainTools');
    });

    test('zooms in, and back to fit', async () => {
      const width = async () => page.evaluate(() => document.querySelector('svg')!.getBoundingClientRect().width);
      const before = await width();
      await page.locator('#bigger').click();
      expect(await width()).toBeGreaterThan(before);
      await page.locator('#fit').click();
      expect(await width()).toBe(before);
    });
  });

  describe('the page of a gateway with 60 targets', () => {
    const html = join(PICTURES, '60-targets-search.html');
    let page: Page;

    beforeAll(() => writeFileSync(html, formatHtml(manyTargets(1, 60))));

    beforeEach(async () => {
      ({ page } = await chromium.open(html));
    });

    afterEach(async () => page.close());

    test('fits in both directions', async () => {
      const fits = async () => page.evaluate(() => {
        const [svg, drawing] = [document.querySelector('svg')!.getBoundingClientRect(), document.getElementById('drawing')!];
        return [svg.width <= drawing.clientWidth, svg.height <= drawing.clientHeight];
      });
      expect(await fits()).toEqual([true, true]);
      await page.setViewportSize({ width: 1500, height: 300 });
      await page.locator('#fit').click();
      expect(await fits()).toEqual([true, true]);
    });

    test('finds targets by name, and shows one after the other', async () => {
      await page.locator('#search').fill('TARGET-1');
      expect(await page.locator('#found').innerText()).toBe('11 found');
      expect(await page.locator('.target.chosen').count()).toBe(11);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      expect(await page.locator('#found').innerText()).toBe('2 of 11');
      expect(await page.locator('#details').innerText()).toContain('target-10');
      await page.locator('#search').fill('');
      expect(await page.locator('.target.chosen').count()).toBe(0);
    });

    test('has the targets of the gateway in groups that fold', async () => {
      await page.locator('.box', { hasText: 'G0' }).first().click({ position: { x: 60, y: 10 } });
      const groups = page.locator('#details details');
      expect(await groups.locator('summary').allInnerTexts()).toEqual(['Lambda (48)', 'MCP server (12)']);
      expect(await page.locator('#details .item').first().isVisible()).toBe(false);
      await groups.nth(1).locator('summary').click();
      await groups.nth(1).locator('.item').first().click();
      expect(await page.locator('#details').innerText()).toContain('Target of G0 · MCP server');
    });
  });

  test('pointing at a finding in the list highlights its target', async () => {
    const html = join(PICTURES, 'upstream-finding.html');
    writeFileSync(html, formatHtml(picture(synthesize(upstreamChain))));
    const { page, complaints } = await chromium.open(html);
    await page.locator('li').first().hover();
    await page.screenshot({ path: join(PICTURES, 'upstream-finding.png') });
    expect(await page.locator('.target.chosen').textContent()).toContain('orders');
    expect(complaints).toEqual([]);
    await page.close();
  });
});

/** Pairs of texts that overlap by more than the rounding of a pixel. */
async function overlappingTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = [...document.querySelectorAll('svg text')].map((element) => ({ text: element.textContent, box: element.getBoundingClientRect() }));
    return texts.flatMap((a, index) => texts.slice(index + 1).flatMap((b) => {
      const width = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const height = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      return width > 1 && height > 1 ? [`${a.text} × ${b.text}`] : [];
    }));
  });
}

/** Texts that exceed their box, label or frame. */
async function textsOutOfTheirBox(page: Page): Promise<string[]> {
  return page.evaluate(() => [...document.querySelectorAll('svg text')].flatMap((element) => {
    const group = element.closest('.mark, .label, .box, .frame');
    const around = group?.querySelector('rect')?.getBoundingClientRect() ?? document.querySelector('svg')!.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    const fits = box.left >= around.left - 1 && box.right <= around.right + 1 && box.top >= around.top - 2 && box.bottom <= around.bottom + 2;
    return fits ? [] : [`${element.textContent} in ${group?.getAttribute('class') ?? 'the picture'}`];
  }));
}

/** Texts whose contrast to their background is below 4.5, the minimum of WCAG AA. */
async function paleTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const luminance = (color: string) => {
      const [r, g, b] = color.match(/\d+/g)!.slice(0, 3).map((part) => {
        const value = Number(part) / 255;
        return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    return [...document.querySelectorAll('svg text, svg tspan')].flatMap((element) => {
      const ground = element.closest('.mark, .label, .box, .frame')?.querySelector('rect') ?? document.querySelector('.ground')!;
      const [light, dark] = [getComputedStyle(element).fill, getComputedStyle(ground).fill].map(luminance).sort((a, b) => b - a);
      const contrast = (light + 0.05) / (dark + 0.05);
      return contrast >= 4.5 ? [] : [`${element.textContent}: ${contrast.toFixed(1)}`];
    });
  });
}
