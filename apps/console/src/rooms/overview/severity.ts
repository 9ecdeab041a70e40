import type { FindingSeverity } from '@vialog/contracts';

/** An SVG path (16 × 16, even-odd) per severity, so that none is shown by colour alone (WCAG 1.4.1). */
export const severityShapes: Readonly<Record<FindingSeverity, string>> = {
  critical: 'M5 1h6l4 4v6l-4 4H5l-4-4V5zM7.200 3.800v5h1.600v-5zM7.200 10.400v1.800h1.600v-1.800z',
  warning: 'M8 1.500L15.200 14H.8zM7.200 6v4h1.600V6zM7.200 11v1.600h1.600V11z',
  notice: 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12zM7.200 4.600v1.600h1.600V4.600zM7.200 7.200v4.200h1.600V7.200z',
};
