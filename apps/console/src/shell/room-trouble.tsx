import { ApiFailure } from '../api/call.ts';
import { isMissingRoom } from './missing-room.ts';
import { Trouble } from './notices.tsx';

/** In the place of a room that cannot be shown: its code did not arrive, or something in it broke. */
export function RoomTrouble({ error }: { error: unknown }) {
  return <Trouble error={isMissingRoom(error) ? new ApiFailure(0, {}) : error} onRetry={reloadIfAnswered} />;
}

/** A browser remembers a failed import, so only a reload helps; without a server that would leave a blank page. */
function reloadIfAnswered(): void {
  fetch('/healthz').then(
    () => location.reload(),
    () => undefined,
  );
}
