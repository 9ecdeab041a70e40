/** Written into every file. It contains no other version, because the same model must be converted to the same bytes everywhere. */
export const producerName = 'vialog convert-tfjs';
