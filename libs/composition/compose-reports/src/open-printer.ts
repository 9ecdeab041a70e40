import type { ReportPrinter } from '@vialog/reports';
import { ThreadPrinter } from '@vialog/reports-print';

/** Draws reports in threads of this process until the signal is aborted. */
export function openPrinter(signal: AbortSignal): ReportPrinter {
  const printer = new ThreadPrinter();
  signal.addEventListener('abort', () => printer.close());
  return printer;
}
