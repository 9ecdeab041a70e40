/** Written into every file. No version of anything else: the same model must give the same bytes anywhere. */
export const PRODUCER = 'vialog convert-tfjs';
