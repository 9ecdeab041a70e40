import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ReportLanguage } from '@vialog/contracts';
import type { PageTable, ReportPage } from '@vialog/reports';
import sharp from 'sharp';
import { extractText, getDocumentProxy } from 'unpdf';
import { ThreadPrinter } from './thread-printer.ts';

const formula = '=HYPERLINK("http://evil.example","x")';
const chart =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 60" width="720" height="60"><title>Mean</title>' +
  '<rect x="0" y="0" width="720" height="60" fill="#ffffff"/>' +
  '<text x="60" y="30" text-anchor="middle" font-size="11" fill="#1f2933">Saturday 周六</text></svg>';
const sha256 = '6a7596e4cbf3f1959b186838cebb37fb1ebb399eb4926a0d1094a1d68bc886bb';

const pageOf = (language: ReportLanguage, table: Partial<PageTable>, title = 'Mean'): ReportPage => ({
  language,
  title,
  created: { label: 'Created', at: '2026-03-16T00:00:00.000Z' },
  question: { label: 'Question', text: '什么时候最满？ When is it full?' },
  findings: { heading: 'Findings', sentences: [`${formula}: the peak hour is Monday from 05:00.`] },
  figures: {
    heading: 'Charts',
    charts: [{ title: 'Mean of each day', svg: chart, marks: ['2026-03-07: other model'] }],
    legend: 'Hatched: less than 80 % of the slots were measured.',
  },
  tables: [{ title: 'Figures', columns: [], rows: [], note: undefined, ...table }],
  method: {
    heading: 'Method',
    entries: [{ term: 'Data', lines: [`/v1/trends/export?${'a'.repeat(300)}`, sha256] }],
  },
  software: 'Vialog 1.2.3',
});

const columns = [
  { label: 'Name', isNumber: false },
  { label: '15th percentile', isNumber: true },
];

/** Texts of the pages, without the breaks of lines. */
async function textsOf(bytes: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(bytes.slice()));
  return text.map((page) => page.replaceAll(/\s+/g, ' '));
}

describe('a report as a PDF document', () => {
  const rows = Array.from({ length: 150 }, (_, i) => [`Lot ${i + 1} ${formula}`, `${i + 0.5}`]);
  let bytes: Uint8Array;
  let pages: string[];
  beforeAll(async () => {
    bytes = await new ThreadPrinter().pdf(pageOf('en', { columns, rows, note: '… and 7 more' }));
    pages = await textsOf(bytes);
  });

  test('it has the title, question, findings, legend, method and hash of the report as text', () => {
    const text = pages.join(' ');
    for (const part of [
      'Mean',
      'Question: 什么时候最满？ When is it full?',
      'the peak hour is Monday from 05:00.',
      '1. 2026-03-07: other model',
      'Hatched: less than 80 % of the slots were measured.',
      '… and 7 more',
      sha256,
    ])
      expect(text).toContain(part);
  });

  test('a long table continues on the next pages with its heads, and every row is there once', () => {
    const tablePages = pages.filter((text) => text.includes('Lot '));
    expect(tablePages.length).toBeGreaterThan(2);
    for (const text of tablePages) expect(text).toMatch(/Figures Name 15th percentile/);
    const numbers = pages.join(' ').match(/Lot \d+/g);
    expect(numbers).toEqual(rows.map((_, i) => `Lot ${i + 1}`));
    expect(pages.at(-1)).toContain(`${pages.length} / ${pages.length}`);
  });

  test('a formula in a name is text: the document has no link, script or form', async () => {
    expect(pages.join(' ').split(formula)).toHaveLength(152);
    const document = await getDocumentProxy(bytes.slice());
    expect(await document.getJSActions()).toBeNull();
    for (let i = 1; i <= document.numPages; i += 1)
      expect(await (await document.getPage(i)).getAnnotations()).toEqual([]);
  });

  test('charts are vectors and every font is embedded', () => {
    const objects = Buffer.from(bytes).toString('latin1');
    expect(objects).not.toContain('/Subtype /Image');
    const fonts = objects.match(/\/BaseFont \/\S+/g) ?? [];
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(font).toMatch(/^\/BaseFont \/[A-Z]{6}\+NotoSans/);
    expect(bytes.length).toBeLessThan(400_000);
  });

  test('it has title, language and software in its properties, and bookmarks', async () => {
    const document = await getDocumentProxy(bytes.slice());
    const { info } = await document.getMetadata();
    expect(info).toMatchObject({ Title: 'Mean', Creator: 'Vialog 1.2.3', Language: 'en' });
    expect((await document.getOutline()).map(({ title }) => title)).toEqual(['Findings', 'Charts', 'Method']);
  });
});

test('a Chinese report has rare characters of names, and Latin letters that the Chinese font lacks', async () => {
  const names = ['堃喆镕䶮路停车场', 'Łódź Gdańsk', 'Площадь'];
  const page = pageOf('zh', { columns, rows: names.map((name) => [name, '1']) }, '平均数量（2026年3月）');
  const [text] = await textsOf(await new ThreadPrinter().pdf(page));
  for (const part of ['平均数量（2026年3月）', ...names]) expect(text).toContain(part);
});

test('a chart as PNG has twice its size and shows Chinese text without an installed font', async () => {
  const png = await new ThreadPrinter().png({ svg: chart, language: 'zh' });
  const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 1440, height: 120 });
  // The text around x = 60 ends with two characters, each 22 pixels wide, whose strokes fill a part of their squares.
  const inkAt = (left: number, width: number): number =>
    Array.from(
      { length: width * 22 },
      (_, i) => data[(42 + Math.floor(i / width)) * 1440 + left + (i % width)] ?? 255,
    ).filter((grey) => grey < 128).length /
    (width * 22);
  expect(inkAt(150, 44)).toBeGreaterThan(0.12);
  expect(inkAt(150, 44)).toBeLessThan(0.5);
  expect(inkAt(300, 44)).toBe(0);
});

test.each([
  ['time', { timeoutMs: 1 }, 'The document was not drawn within 0.001 seconds.'],
  ['memory', { maxHeapMb: 12 }, 'The document needs more than 12 MB of memory.'],
])('a document that exceeds the limit of %s is given up with a proposal', async (_, options, message) => {
  await expect(new ThreadPrinter(options).pdf(pageOf('en', { columns }))).rejects.toMatchObject({
    code: 'QUERY_TOO_EXPENSIVE',
    message: `${message} Choose fewer series, or the format html or xlsx.`,
  });
});

test('a document is rejected for some seconds when too many wait', async () => {
  await expect(new ThreadPrinter({ maxWaiting: 0 }).pdf(pageOf('en', { columns }))).rejects.toMatchObject({
    code: 'RATE_LIMITED',
    retryAfterSeconds: 30,
  });
});

test('documents that wait are not drawn when the printer is closed', async () => {
  const printer = new ThreadPrinter();
  const waiting = [1, 2].map(() => printer.pdf(pageOf('en', { columns })));
  printer.close();
  for (const document of waiting) await expect(document).rejects.toThrow('the printer of reports was closed');
});
