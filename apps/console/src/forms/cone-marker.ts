import { Marker, type Map as MapLibre } from 'maplibre-gl';
import {
  bearingTo,
  conePath,
  coneRadius,
  dragCone,
  handlePoints,
  type ConeHandle,
  type ViewDirection,
} from './view-cone.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';

function element(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const created = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) created.setAttribute(key, value);
  return created;
}

/**
 * The cone of a camera on the map with two handles for the pointer. The number fields beside the map do the same by
 * keyboard. The map cannot be rotated, so that up is north.
 */
export class ConeMarker {
  readonly #marker: Marker;
  readonly #path = element('path', { class: 'cone' });
  readonly #handles = { heading: handle('heading'), fieldOfView: handle('fieldOfView') };
  readonly #onDrag: (view: ViewDirection) => void;
  #map: MapLibre | undefined;
  #view: ViewDirection = { heading: undefined, fieldOfView: undefined };

  constructor(onDrag: (view: ViewDirection) => void) {
    this.#onDrag = onDrag;
    const reach = coneRadius + 12;
    const size = String(reach * 2);
    const svg = element('svg', {
      width: size,
      height: size,
      viewBox: `${-reach} ${-reach} ${size} ${size}`,
      'aria-hidden': 'true',
    });
    svg.classList.add('camera-cone');
    svg.append(this.#path, this.#handles.fieldOfView, this.#handles.heading);
    const holder = document.createElement('div');
    holder.classList.add('camera-cone-holder');
    holder.append(svg);
    this.#marker = new Marker({ element: holder });
    for (const name of ['heading', 'fieldOfView'] as const) this.#listen(name, svg);
  }

  show(map: MapLibre, position: readonly [lon: number, lat: number], view: ViewDirection): void {
    this.#view = view;
    this.#path.setAttribute('d', view.heading === undefined ? '' : conePath(view));
    const points = handlePoints(view);
    for (const name of ['heading', 'fieldOfView'] as const) {
      this.#handles[name].setAttribute('cx', String(points[name][0]));
      this.#handles[name].setAttribute('cy', String(points[name][1]));
    }
    this.#handles.fieldOfView.style.display = view.heading === undefined ? 'none' : '';
    this.#marker.setLngLat([...position]);
    // Adding it again would take the element out of the page for a moment, which ends a drag.
    if (this.#map !== map) this.#marker.addTo(map);
    this.#map = map;
  }

  remove(): void {
    this.#marker.remove();
    this.#map = undefined;
  }

  #listen(name: ConeHandle, svg: SVGElement): void {
    const target = this.#handles[name];
    target.addEventListener('pointerdown', (event) => {
      event.stopPropagation();
      event.preventDefault();
      target.setPointerCapture(event.pointerId);
    });
    target.addEventListener('pointermove', (event) => {
      if (!target.hasPointerCapture(event.pointerId)) return;
      const box = svg.getBoundingClientRect();
      const bearing = bearingTo(
        event.clientX - (box.left + box.width / 2),
        event.clientY - (box.top + box.height / 2),
      );
      this.#onDrag(dragCone(name, bearing, this.#view));
    });
    // Otherwise the map pans with the handle, or takes the click as a new position.
    for (const type of ['mousedown', 'touchstart', 'click', 'dblclick'])
      target.addEventListener(type, (event) => event.stopPropagation());
  }
}

const handle = (name: ConeHandle): SVGElement => element('circle', { class: `cone-handle ${name}`, r: '8' });
