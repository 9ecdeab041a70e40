import { calendarSentences } from './calendars.ts';
import { cameraSentences } from './cameras.ts';
import { importSentences } from './imports.ts';
import { modelSentences } from './models.ts';
import { numberSentences } from './numbers.ts';
import { pictureSentences } from './pictures.ts';
import { probeSentences } from './probes.ts';
import type { SentenceTable } from './sentence-table.ts';
import { serviceSentences } from './services.ts';
import { streamSentences } from './streams.ts';
import { valueSentences } from './values.ts';
import { zoneSentences } from './zones.ts';

/** Every sentence that a response can contain, in both languages. A code is never reused with another meaning. */
export const sentences = {
  ...valueSentences,
  ...zoneSentences,
  ...cameraSentences,
  ...streamSentences,
  ...pictureSentences,
  ...probeSentences,
  ...modelSentences,
  ...importSentences,
  ...calendarSentences,
  ...serviceSentences,
  ...numberSentences,
} as const satisfies SentenceTable;
export type SentenceCode = keyof typeof sentences;
