export default function NotFound() {
  return (
    <html lang="en">
      <body>404</body>
    </html>
  );
}
