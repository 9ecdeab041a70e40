import { Injectable } from '@nestjs/common';

/** The OpenAPI document of this API, made when it is first asked for: a start need not wait for it. */
@Injectable()
export class ApiDescription {
  #make: () => object = () => ({});
  #document: object | undefined;

  madeBy(make: () => object): void {
    this.#make = make;
  }

  get document(): object {
    this.#document ??= this.#make();
    return this.#document;
  }
}
