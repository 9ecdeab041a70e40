import { applyDecorators, Header } from '@nestjs/common';
import { ApiStreamResponse } from '../http/api-response.decorator.ts';

/** The response is a JPEG picture that no cache may store. */
export function PictureResponse(description: string): MethodDecorator {
  return applyDecorators(Header('cache-control', 'no-store'), ApiStreamResponse('image/jpeg', description));
}

/** The response is the picture of a trial. */
export function OutlinesResponse(): MethodDecorator {
  return PictureResponse('The picture of a trial with outlines of the counted objects; kept for 60 s');
}
