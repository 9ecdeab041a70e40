import type { PrintedChart, ReportPage } from '@vialog/reports';

/** What a print thread draws; `outline`: a chart whose texts become outlines. */
export type PrintTask =
  | { readonly kind: 'pdf'; readonly page: ReportPage }
  | { readonly kind: 'outline'; readonly chart: PrintedChart };

export interface PrintReply {
  readonly bytes: Uint8Array;
}
