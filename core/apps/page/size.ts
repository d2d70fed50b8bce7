/** Reports the height that the page needs, now and whenever it changes. */
export function followSize(tell: (size: { width: number; height: number }) => void): void {
  let last = '';
  const look = () => {
    const { width } = document.documentElement.getBoundingClientRect();
    const size = { width: Math.ceil(width), height: Math.ceil(document.body.getBoundingClientRect().height) };
    const text = JSON.stringify(size);
    if (text === last) return;
    last = text;
    tell(size);
  };
  new ResizeObserver(look).observe(document.body);
  look();
}
