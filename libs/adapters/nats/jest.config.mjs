import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'bus-nats', rootDir: import.meta.dirname };
