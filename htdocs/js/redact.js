// Redaction by hand: marked words go into the list of words, drawn places into the list of places. Without this file both are
// typed.
const words = document.querySelector('[data-az-redact]')
const picture = document.getElementById('picture')
const SVG = 'http://www.w3.org/2000/svg'

if (words) {
  const list = document.getElementById('words')
  const said = document.getElementById('redact-said')
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary'
  button.textContent = words.dataset.azRedact
  list.closest('.govuk-form-group').before(said, button)
  said.hidden = false
  const hint = said.textContent
  let marked = ''
  document.addEventListener('selectionchange', () => {
    const selection = document.getSelection()
    if (document.activeElement === button || !selection.anchorNode) {
      return
    }
    const text = selection.toString().trim()
    if (text === '' || text.includes('█')) {
      return // the click on the button ends the marking
    }
    marked = words.contains(selection.anchorNode) || document.getElementById('preview')?.contains(selection.anchorNode) ? text : ''
  })
  button.addEventListener('click', () => {
    if (marked === '') {
      said.textContent = hint
      return
    }
    const lines = marked.split('\n').map((line) => line.trim()).filter((line) => line !== '')
    list.value = [...new Set([...list.value.split('\n').filter((line) => line.trim() !== ''), ...lines])].join('\n')
    said.textContent = lines.join(' ')
    document.getSelection().removeAllRanges()
    marked = ''
  })
}

if (picture) {
  const list = document.getElementById('places')
  const layer = document.createElementNS(SVG, 'svg')
  layer.setAttribute('class', 'az-picture__places')
  layer.setAttribute('viewBox', '0 0 100 100')
  layer.setAttribute('preserveAspectRatio', 'none')
  layer.setAttribute('aria-hidden', 'true')
  picture.append(layer)
  for (const part of document.querySelectorAll('[data-az-with-script]')) {
    part.hidden = false
  }

  const show = () => {
    layer.replaceChildren()
    for (const line of list.value.split('\n')) {
      const [left, top, width, height] = line.split(/[\s,%]+/).filter((part) => part !== '').map(Number)
      if ([left, top, width, height].every((value) => value >= 0 && value <= 100)) {
        put(left, top, width, height)
      }
    }
  }
  const put = (left, top, width, height) => {
    const place = document.createElementNS(SVG, 'rect')
    Object.entries({ x: left, y: top, width, height }).forEach(([name, value]) => place.setAttribute(name, value))
    layer.append(place)
    return place
  }
  const at = (event) => {
    const box = layer.getBoundingClientRect()
    const part = (value) => Math.min(100, Math.max(0, value))
    return [part((event.clientX - box.left) / box.width * 100), part((event.clientY - box.top) / box.height * 100)]
  }

  let from = null
  const between = (to) => [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])].map((value) => Math.round(value * 10) / 10)
  layer.addEventListener('pointerdown', (event) => {
    from = at(event)
    layer.setPointerCapture(event.pointerId)
    event.preventDefault()
  })
  layer.addEventListener('pointermove', (event) => {
    if (from) {
      show()
      put(...between(at(event)))
    }
  })
  layer.addEventListener('pointerup', (event) => {
    const place = between(at(event))
    from = null
    if (place[2] >= 0.5 && place[3] >= 0.5) {
      list.value = `${list.value.trim()}\n${place.join(' ')}`.trim()
    }
    show()
  })
  list.addEventListener('input', show)
  show()
}
