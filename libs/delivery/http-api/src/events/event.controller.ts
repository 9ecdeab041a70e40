import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Query, StreamableFile } from '@nestjs/common';
import {
  countEvent,
  episodeExportQuery,
  episodesPage,
  eventId,
  eventsPage,
  eventsQuery,
  histogram,
  histogramQuery,
  unmeasuredList,
  unmeasuredQuery,
  type CountEvent,
  type EpisodeExportQuery,
  type EpisodesPage,
  type EventsPage,
  type EventsQuery,
  type Histogram,
  type HistogramQuery,
  type UnmeasuredList,
  type UnmeasuredQuery,
} from '@vialog/contracts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema, ApiStreamResponse } from '../http/api-response.decorator.ts';
import {
  countOverTime,
  exportEpisodes,
  listEpisodes,
  listUnmeasured,
  readEvent,
  searchEvents,
  type EventPorts,
} from '@vialog/events';
import { episodeFile } from '@vialog/reports';
import { eventPortsToken } from '../tokens.ts';

/** Searches count events; the only filter is the search line `q`. */
@Controller('v1')
export class EventController {
  readonly #ports: EventPorts;

  constructor(@Inject(eventPortsToken) ports: EventPorts) {
    this.#ports = ports;
  }

  @Get('events')
  @RequirePermission('read')
  @ApiResponseSchema(eventsPage)
  search(@Query({ schema: eventsQuery }) query: EventsQuery): Promise<EventsPage> {
    return searchEvents(this.#ports, query);
  }

  @Get('events/histogram')
  @RequirePermission('read')
  @ApiResponseSchema(histogram)
  histogram(@Query({ schema: histogramQuery }) query: HistogramQuery): Promise<Histogram> {
    return countOverTime(this.#ports, query);
  }

  @Get('events/:id')
  @RequirePermission('read')
  @ApiResponseSchema(countEvent)
  read(@Param('id', { schema: eventId }) id: string): Promise<CountEvent> {
    return readEvent(this.#ports, id);
  }

  @Get('episodes')
  @RequirePermission('read')
  @ApiResponseSchema(episodesPage)
  episodes(@Query({ schema: eventsQuery }) query: EventsQuery): Promise<EpisodesPage> {
    return listEpisodes(this.#ports, query);
  }

  @Get('episodes/export')
  @RequirePermission('read')
  @ApiStreamResponse('text/csv', 'One row per episode, then how they were found, in the requested format')
  async exportEpisodes(
    @Query({ schema: episodeExportQuery }) { q, format }: EpisodeExportQuery,
  ): Promise<StreamableFile> {
    const file = episodeFile(await exportEpisodes(this.#ports, q), format);
    return new StreamableFile(Readable.from(file.pieces), {
      type: file.mediaType,
      disposition: `attachment; filename="${file.fileName}"`,
    });
  }

  @Get('episodes/unmeasured')
  @RequirePermission('read')
  @ApiResponseSchema(unmeasuredList)
  unmeasured(@Query({ schema: unmeasuredQuery }) query: UnmeasuredQuery): Promise<UnmeasuredList> {
    return listUnmeasured(this.#ports, query);
  }
}
