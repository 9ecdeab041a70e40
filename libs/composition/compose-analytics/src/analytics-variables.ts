import { folder, shownDefault } from '@vialog/configuration';
import { z } from 'zod';

/** Environment of a server with a catalogue of analytics. */
export const analyticsVariables = {
  VIALOG_ANALYTICS_DIR: folder(
    shownDefault(z.string().optional(), 'analytics in VIALOG_DATA_DIR, if it exists'),
    'read',
  ).describe(
    'Folder of own analytics: YAML files as docs/analytics.md describes; read again for every request',
  ),
};
