import { streamKindOf, type StreamKind } from '@vialog/contracts';
import { aspectRatioOf, stretched } from './aspect-ratio.ts';
import type { CaptureEvent, CaptureRequest, FrameSource } from './frame-source.port.ts';

/** Passes each request to the source for the kind of its URL. */
export class SourceByScheme implements FrameSource {
  readonly #sources: Readonly<Record<StreamKind, FrameSource>>;

  constructor(sources: Readonly<Record<StreamKind, FrameSource>>) {
    this.#sources = sources;
  }

  frames(request: CaptureRequest, signal: AbortSignal): AsyncIterable<CaptureEvent> {
    const kind = streamKindOf(request.stream.url);
    const events = this.#sources[kind].frames(request, signal);
    const ratio = aspectRatioOf(request.stream.aspectRatio);
    // Streams and clips are scaled by FFmpeg, which knows the shape of their pixels.
    return kind === 'snapshot' && ratio !== undefined ? withRatio(events, ratio) : events;
  }
}

async function* withRatio(
  events: AsyncIterable<CaptureEvent>,
  ratio: number,
): AsyncGenerator<CaptureEvent, void, undefined> {
  for await (const event of events)
    yield event.kind === 'picture' ? { ...event, picture: stretched(event.picture, ratio) } : event;
}
