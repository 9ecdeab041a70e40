import { epochOf } from '@vialog/contracts';
import type { TrendRow } from '@vialog/events';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { trendColumns, type TrendColumn } from './trend-columns.ts';

/** Rows per row group: large enough for dictionaries, small enough to be encoded in less than half a second. */
const groupRows = 5_000;

type SchemaElement = ParquetWriter['schema'][number];

const elements: Readonly<Record<TrendColumn['kind'], Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
  instant: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS', repetition_type: 'REQUIRED' },
  number: { type: 'DOUBLE', repetition_type: 'OPTIONAL' },
  count: { type: 'INT32', repetition_type: 'REQUIRED' },
};

const schema: SchemaElement[] = [
  { name: 'trends', num_children: trendColumns.length },
  ...trendColumns.map(({ name, kind }) => ({ name, ...elements[kind] })),
];

/** A Parquet file with Snappy compression, written while the rows are read: one row group in memory at a time. */
export async function* parquetRows(rows: AsyncIterable<readonly TrendRow[]>): AsyncGenerator<Uint8Array> {
  const output = new TakenBytes();
  const file = new ParquetWriter({ writer: output, schema, createdBy: 'vialog' });
  let group: TrendRow[] = [];
  for await (const some of rows) {
    for (const row of some) group.push(row);
    if (group.length < groupRows) continue;
    await writeGroup(file, group);
    group = [];
    yield output.take();
  }
  if (group.length > 0) await writeGroup(file, group);
  await file.finish();
  yield output.take();
}

async function writeGroup(file: ParquetWriter, rows: readonly TrendRow[]): Promise<void> {
  const columnData = trendColumns.map(({ name, kind }) => ({
    name,
    data: rows.map((row) => (kind === 'instant' ? BigInt(epochOf(row.startAt)) : row[name])),
  }));
  await file.write({ columnData, rowGroupSize: groupRows * 2 });
}

/** Output of the Parquet library, which is taken piece by piece. */
class TakenBytes extends ByteWriter {
  take(): Uint8Array {
    const bytes = this.getBytes().slice();
    this.index = 0;
    return bytes;
  }
}
