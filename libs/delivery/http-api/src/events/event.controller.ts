import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import {
  countEvent,
  episodesPage,
  eventId,
  eventsPage,
  eventsQuery,
  histogram,
  histogramQuery,
  type CountEvent,
  type EpisodesPage,
  type EventsPage,
  type EventsQuery,
  type Histogram,
  type HistogramQuery,
} from '@vialog/contracts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import type { EventUseCases } from '@vialog/events';
import { eventUseCasesToken } from '../tokens.ts';

/** Searches count events; the only filter is the search line `q`. */
@Controller('v1')
export class EventController {
  readonly #events: EventUseCases;

  constructor(@Inject(eventUseCasesToken) events: EventUseCases) {
    this.#events = events;
  }

  @Get('events')
  @RequirePermission('read')
  @ApiResponseSchema(eventsPage)
  search(@Query({ schema: eventsQuery }) query: EventsQuery): Promise<EventsPage> {
    return this.#events.search(query);
  }

  @Get('events/histogram')
  @RequirePermission('read')
  @ApiResponseSchema(histogram)
  histogram(@Query({ schema: histogramQuery }) query: HistogramQuery): Promise<Histogram> {
    return this.#events.histogram(query);
  }

  @Get('events/:id')
  @RequirePermission('read')
  @ApiResponseSchema(countEvent)
  read(@Param('id', { schema: eventId }) id: string): Promise<CountEvent> {
    return this.#events.byId(id);
  }

  @Get('episodes')
  @RequirePermission('read')
  @ApiResponseSchema(episodesPage)
  episodes(@Query({ schema: eventsQuery }) query: EventsQuery): Promise<EpisodesPage> {
    return this.#events.episodes(query);
  }
}
