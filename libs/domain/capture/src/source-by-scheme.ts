import { streamKindOf, type StreamKind } from '@vialog/contracts';
import type { CaptureEvent, CaptureRequest, FrameSource } from './frame-source.port.ts';

/** Passes each request to the source for the kind of its URL. */
export class SourceByScheme implements FrameSource {
  readonly #sources: Readonly<Record<StreamKind, FrameSource>>;

  constructor(sources: Readonly<Record<StreamKind, FrameSource>>) {
    this.#sources = sources;
  }

  frames(request: CaptureRequest, signal: AbortSignal): AsyncIterable<CaptureEvent> {
    return this.#sources[streamKindOf(request.stream.url)].frames(request, signal);
  }
}
