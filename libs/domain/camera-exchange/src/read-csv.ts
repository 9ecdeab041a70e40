import { parse, CsvError, type Info } from 'csv-parse/sync';
import { UnreadableFileError, type SourceFile, type SourceRecord, type SourceValue } from './source-file.ts';

const delimiters = [',', ';', '\t', '|'] as const;
export type CsvDelimiter = (typeof delimiters)[number];

interface Line {
  readonly record: readonly string[];
  readonly info: Info;
}

/**
 * Reads CSV (RFC 4180) with a header line. Also accepts a byte order mark, any line ending, semicolons, tabs and pipes as
 * separators, spaces around cells, quotes within cells, and the `sep=` line that spreadsheets write.
 * @throws {UnreadableFileError} without a header, and for quotes that are not closed
 */
export function readCsv(text: string, delimiter?: CsvDelimiter): SourceFile {
  const { body, separator, skippedLines } = withoutSeparatorLine(text);
  const lines = parsed(body, delimiter ?? separator ?? detectDelimiter(body));
  const header = headerOf(lines[0]?.record ?? []);
  const records = lines
    .slice(1)
    .map((line, i) => recordOf(header, line, i + 1, lines[i]!.info.lines + skippedLines));
  return { records, columns: header.filter((name) => name !== ''), warnings: [] };
}

function recordOf(
  header: readonly string[],
  { record }: Line,
  row: number,
  endOfPrevious: number,
): SourceRecord {
  const values = new Map<string, SourceValue>();
  header.forEach((name, i) => name !== '' && values.set(name, record[i] ?? ''));
  const extra = record.slice(header.length).some((cell) => cell.trim() !== '');
  const problems =
    extra || record.length < header.length
      ? [
          `The row has ${record.length} cells: expected ${header.length}, one per column of the header. Check for separators and quotes inside the cells.`,
        ]
      : [];
  return { row, line: endOfPrevious + 1, values, problems, warnings: [] };
}

function headerOf(record: readonly string[]): string[] {
  const names = record.map((name) => name.trim());
  if (names.every((name) => name === '')) {
    throw new UnreadableFileError(
      'The file is empty: expected a first line with the names of the columns, like name,longitude,latitude,streamUrl.',
    );
  }
  const repeated = names.find((name, i) => name !== '' && names.indexOf(name) < i);
  if (repeated === undefined) return names;
  throw new UnreadableFileError(
    `Two columns are named "${repeated}": expected different names. Rename or remove one of them.`,
  );
}

function parsed(text: string, delimiter: string): Line[] {
  try {
    return parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      // Inches and formulas have quotes in cells that are not quoted; many files have spaces around quoted cells.
      relax_quotes: true,
      trim: delimiter !== '\t',
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: 1_000_000,
    }) as unknown as Line[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UnreadableFileError(
      `The CSV text is invalid: ${error.message}. Write a quote inside a quoted cell as two quotes, and close every quote.`,
      { cause: error },
    );
  }
}

/** The first line that some spreadsheets write to name their separator. */
function withoutSeparatorLine(text: string): { body: string; separator?: string; skippedLines: number } {
  const [line, separator] = /^sep=(.)\r?\n/i.exec(text) ?? [];
  if (line === undefined || separator === undefined) return { body: text, skippedLines: 0 };
  return { body: text.slice(line.length), separator, skippedLines: 1 };
}

/** The separator that occurs most often in the header line, outside of quotes. */
function detectDelimiter(text: string): CsvDelimiter {
  const header = (/^[^\r\n]*/.exec(text.trimStart())?.[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const counted = delimiters.map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}
