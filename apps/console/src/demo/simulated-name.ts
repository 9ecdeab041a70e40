import type { CameraResponse } from '@vialog/contracts';
import { simulationUrl } from '@vialog/contracts/vocabulary';

type CameraStream = Pick<CameraResponse, 'streamKind'> & {
  readonly stream: Pick<CameraResponse['stream'], 'url'>;
};

/** Where the numbers of a series come from. */
interface WithOrigins {
  readonly origins: readonly string[];
}

/** All numbers are simulated. Simulated numbers are combined with others only where a request names the origins. */
export const isSimulated = ({ origins }: WithOrigins): boolean => origins.includes('simulated');

/** The series with the word for simulated in its name, so that charts, tables and legends show it. */
export const markedSeries = <S extends WithOrigins & { readonly name: string }>(
  series: S,
  mark: string,
): S => (isSimulated(series) ? { ...series, name: `${series.name} (${mark})` } : series);

/** A camera that shows a rendered scene, or a record for the numbers of a simulation. */
export const isSimulatedCamera = ({ streamKind, stream }: CameraStream): boolean =>
  streamKind === 'synthetic' || (streamKind === 'counter' && stream.url === simulationUrl);
