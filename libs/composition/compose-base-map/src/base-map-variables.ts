import { z } from 'zod';

/** Environment of a server that shows a map. */
export const baseMapVariables = {
  VIALOG_BASE_MAP: z
    .string()
    .optional()
    .describe(
      'PMTiles or MBTiles file that the map shows below the cameras; base-map.pmtiles or base-map.mbtiles in VIALOG_DATA_DIR is used if not set',
    ),
};
