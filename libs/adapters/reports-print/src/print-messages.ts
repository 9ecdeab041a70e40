import type { ReportPage } from '@vialog/reports';

/** What a print thread draws. */
export interface PrintTask {
  readonly kind: 'pdf';
  readonly page: ReportPage;
}

export interface PrintReply {
  readonly bytes: Uint8Array;
}
