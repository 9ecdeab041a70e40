import { ApiError } from '../api/call.ts';
import { ErrorNotice } from './notices.tsx';
import { isRoomLoadError } from './room-load-error.ts';

/** Replaces a room that cannot be shown: its code could not be fetched, or it threw an error. */
export function RoomError({ error }: { error: unknown }) {
  return (
    <ErrorNotice
      isPage
      error={isRoomLoadError(error) ? new ApiError(0, {}) : error}
      onRetry={reloadIfReachable}
    />
  );
}

/** A browser caches a failed import, so only a reload helps. Without a server a reload would show a blank page. */
function reloadIfReachable(): void {
  fetch('/healthz').then(
    () => location.reload(),
    () => undefined,
  );
}
