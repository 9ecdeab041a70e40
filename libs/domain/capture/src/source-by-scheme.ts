import { streamKindOf, type StreamKind } from '@vialog/contracts';
import { aspectRatioOf, stretched } from './aspect-ratio.ts';
import type { CaptureEvent, CaptureRequest, FrameSource } from './frame-source.port.ts';

type SampledKind = Exclude<StreamKind, 'counter'>;

/** Passes each request to the source for the kind of its URL. */
export class SourceByScheme implements FrameSource {
  readonly #sources: Readonly<Record<SampledKind, FrameSource>>;

  constructor(sources: Readonly<Record<SampledKind, FrameSource>>) {
    this.#sources = sources;
  }

  /** @throws {Error} for a counter, which has no stream */
  frames(request: CaptureRequest, signal: AbortSignal): AsyncIterable<CaptureEvent> {
    const kind = streamKindOf(request.stream.url);
    if (kind === 'counter')
      throw new Error('A counter has no stream to open: expected the URL of a stream, like rtsp://….');
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
