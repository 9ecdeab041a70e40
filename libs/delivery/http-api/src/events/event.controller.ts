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
import { Needs } from '../access/needs.decorator.ts';
import { Answers } from '../http/answers.decorator.ts';
import type { EventAnswers } from '../ports/event-answers.port.ts';
import { EVENT_ANSWERS } from '../tokens.ts';

/** Searching what was counted; the only filter is the search line `q`. */
@Controller('v1')
export class EventController {
  constructor(@Inject(EVENT_ANSWERS) private readonly events: EventAnswers) {}

  @Get('events')
  @Needs('read')
  @Answers(eventsPage)
  search(@Query({ schema: eventsQuery }) query: EventsQuery): Promise<EventsPage> {
    return this.events.search(query);
  }

  @Get('events/histogram')
  @Needs('read')
  @Answers(histogram)
  histogram(@Query({ schema: histogramQuery }) query: HistogramQuery): Promise<Histogram> {
    return this.events.histogram(query);
  }

  @Get('events/:id')
  @Needs('read')
  @Answers(countEvent)
  read(@Param('id', { schema: eventId }) id: string): Promise<CountEvent> {
    return this.events.byId(id);
  }

  @Get('episodes')
  @Needs('read')
  @Answers(episodesPage)
  episodes(@Query({ schema: eventsQuery }) query: EventsQuery): Promise<EpisodesPage> {
    return this.events.episodes(query);
  }
}
