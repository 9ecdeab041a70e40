import pdfmake from 'pdfmake';
import type { Content, ContentText, CustomTableLayout, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { MethodEntry, PageChart, PageTable, ReportPage } from '@vialog/reports';
import { outlineTexts } from './outline-texts.ts';
import { columnWidths } from './column-widths.ts';
import { fontRuns, printFonts } from './print-fonts.ts';

/** Width between the margins of an A4 page, and the height that a chart may have, pt. */
const contentWidth = 515;
const maxChartHeight = 640;
const cellSize = 7.5;

const families = printFonts.en;
pdfmake.setFonts(
  Object.fromEntries(families.map(({ name, regular, bold }) => [name, { normal: regular, bold }])),
);
// The document is drawn from its own data: the only files are the fonts, and nothing is downloaded.
const files = new Set(families.flatMap(({ regular, bold }) => [regular, bold]));
pdfmake.setLocalAccessPolicy((path) => files.has(path));
pdfmake.setUrlAccessPolicy(() => false);

/** A report as a PDF document of A4 pages, with bookmarks. Texts can be searched; charts are vectors. */
export async function pdfDocument(page: ReportPage): Promise<Uint8Array> {
  return pdfmake.createPdf(definitionOf(page)).getBuffer();
}

/** Writes texts in the fonts of the language of the page. */
type Write = (text: string, style?: Omit<ContentText, 'text'>) => ContentText;

function definitionOf(page: ReportPage): TDocumentDefinitions {
  const { language, title, created, question, findings, figures, tables, method } = page;
  const write: Write = (text, style = {}) => ({
    text: fontRuns(text, language).map((run) => ({ text: run.text, font: run.font.name })),
    ...style,
  });
  const heading = (text: string): ContentText => write(text, { style: 'heading' });
  /** A part whose heading stays with its first element. */
  const part = (text: string, [first = '', ...rest]: readonly Content[]): Content[] => [
    { unbreakable: true, stack: [{ ...heading(text), outline: true, outlineText: text }, first] },
    ...rest,
  ];
  const label = question === undefined ? '' : `${question.label}: `;
  return {
    pageSize: 'A4',
    pageMargins: [40, 40, 40, 48],
    language: language === 'zh' ? 'zh-CN' : 'en',
    info: { title, creator: page.software, producer: page.software, creationDate: new Date(created.at) },
    defaultStyle: { font: printFonts[language][0].name, fontSize: 10, lineHeight: 1.2, color: '#1f2933' },
    styles,
    footer: (current, pages) => ({
      text: `${current} / ${pages}`,
      alignment: 'right',
      style: 'note',
      margin: [40, 12],
    }),
    content: [
      write(title, { style: 'title' }),
      write(`${created.label}: ${created.at}`, { style: 'note' }),
      ...(question === undefined ? [] : [write(label + question.text, { style: 'question' })]),
      ...part(
        findings.heading,
        findings.sentences.map((sentence) => write(sentence, { margin: [0, 0, 0, 4] })),
      ),
      ...part(
        figures.heading,
        figures.charts.map((chart) => chartOf(chart, page, write)),
      ),
      write(figures.legend, { style: 'note' }),
      ...tables.flatMap((table) => tableOf(table, heading(table.title), write)),
      ...part(
        method.heading,
        method.entries.map((entry) => entryOf(entry, write)),
      ),
    ],
  };
}

const styles: TDocumentDefinitions['styles'] = {
  title: { fontSize: 18, bold: true, lineHeight: 1.1 },
  heading: { fontSize: 13, bold: true, margin: [0, 16, 0, 6] },
  question: { fontSize: 12, margin: [0, 8, 0, 0] },
  caption: { bold: true, margin: [0, 6, 0, 2] },
  note: { fontSize: 8, color: '#667380' },
  cell: { fontSize: cellSize, lineHeight: 1.1 },
  term: { bold: true, margin: [0, 6, 0, 1] },
  line: { fontSize: 8 },
};

const chartOf = ({ title, svg, marks }: PageChart, { language }: ReportPage, write: Write): Content => ({
  unbreakable: true,
  stack: [
    write(title, { style: 'caption' }),
    { svg: outlineTexts(svg, language), fit: [contentWidth, maxChartHeight] },
    ...marks.map((mark, i) => write(`${i + 1}. ${mark}`, { style: 'note' })),
  ],
});

const entryOf = ({ term, lines }: MethodEntry, write: Write): Content[] => [
  write(term, { style: 'term' }),
  ...lines.map((line) => write(line, { style: 'line' })),
];

/** A table whose title and heads are repeated on every page. */
function tableOf({ columns, rows, note }: PageTable, title: ContentText, write: Write): Content[] {
  const alignments = columns.map(({ isNumber }) => (isNumber ? 'right' : 'left'));
  const cellsOf = (texts: readonly string[], isBold = false): ContentText[] =>
    texts.map((text, i) => write(text, { style: 'cell', bold: isBold, alignment: alignments[i] ?? 'left' }));
  const head = cellsOf(
    columns.map(({ label }) => label),
    true,
  );
  const table: Content = {
    layout: ruled,
    table: {
      headerRows: 2,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: columnWidths({ columns, rows }, { contentWidth, cellPadding, fontSize: cellSize }),
      body: [
        [{ ...title, colSpan: columns.length }, ...columns.slice(1).map(() => '')],
        head,
        ...rows.map((row) => cellsOf(row)),
      ],
    },
  };
  return note === undefined ? [table] : [table, write(note, { style: 'note' })];
}

const cellPadding = 3;
const ruled: CustomTableLayout = {
  hLineWidth: (row) => (row < 2 ? 0 : 0.5),
  hLineColor: () => '#dfe4e9',
  vLineWidth: () => 0,
  fillColor: (row) => (row === 1 ? '#f4f6f8' : null),
  paddingLeft: () => cellPadding,
  paddingRight: () => cellPadding,
};
