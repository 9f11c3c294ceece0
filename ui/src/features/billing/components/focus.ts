/** What led here is gone; what is read next stands here. */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus();
}
