import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { ReportFile } from '@vialog/reports';

/** A file that browsers save instead of showing it. */
export const attachment = ({ pieces, mediaType, fileName }: ReportFile): StreamableFile =>
  new StreamableFile(Readable.from(pieces), {
    type: mediaType,
    disposition: `attachment; filename="${fileName}"`,
  });
