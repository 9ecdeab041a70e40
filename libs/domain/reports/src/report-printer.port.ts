import type { ReportPage } from './document/report-page.ts';

/** Draws reports with the fonts of the product, outside of the thread of the caller. */
export interface ReportPrinter {
  /**
   * The report as a PDF document.
   * @throws {VialogError} QUERY_TOO_EXPENSIVE when the document exceeds the limits of time or memory; RATE_LIMITED when too many
   * documents wait
   */
  pdf(page: ReportPage): Promise<Uint8Array>;
}
