import type { Page } from '@playwright/test';

/** A file as a camera leaves it. */
export interface Taken {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Draws a picture that is hard to make small, and writes it as a JPEG; another seed gives another picture. */
export async function jpeg(page: Page, { width = 4000, height = 3000, seed = 1 } = {}): Promise<Taken> {
  const text = await page.evaluate(
    ({ width, height, seed }) => {
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width, height });
      const context = canvas.getContext('2d') as CanvasRenderingContext2D;
      let state = seed;
      const draw = (below: number) => {
        state = (state * 1103515245 + 12345) % 2147483648;
        return (state / 2147483648) * below;
      };
      context.fillStyle = `hsl(${draw(360)} 40% 80%)`;
      context.fillRect(0, 0, width, height);
      for (let n = 0; n < 4000; n += 1) {
        context.fillStyle = `hsl(${draw(360)} 60% ${draw(100)}%)`;
        context.fillRect(draw(width), draw(height), draw(width / 12), draw(height / 12));
      }
      return canvas.toDataURL('image/jpeg', 0.95);
    },
    { width, height, seed },
  );
  const buffer = Buffer.from(text.slice(text.indexOf(',') + 1), 'base64');
  return { name: `IMG_${seed}.jpg`, mimeType: 'image/jpeg', buffer };
}
