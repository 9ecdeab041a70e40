import type { ReportLanguage } from '@vialog/contracts';
import type { ReportPage } from './document/report-page.ts';

export interface PrintedChart {
  readonly svg: string;
  readonly language: ReportLanguage;
}

/** Draws reports with the fonts of the product, outside of the thread of the caller. */
export interface ReportPrinter {
  /**
   * The report as a PDF document.
   * @throws {VialogError} QUERY_TOO_EXPENSIVE when the document exceeds the limits of time or memory; RATE_LIMITED when too many
   * documents wait
   */
  pdf(page: ReportPage): Promise<Uint8Array>;
  /**
   * A chart as a PNG picture of twice its size.
   * @throws {VialogError} as `pdf`
   */
  png(chart: PrintedChart): Promise<Uint8Array>;
}
