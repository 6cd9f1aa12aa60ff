namespace SmimeHelpdesk.Inbound;

/// <summary>Where every entity of an opened message stands, and in which errant part.</summary>
internal sealed class PartPlaces
{
    private readonly Dictionary<ParsedEntity, (PartNumber Number, int? ErrantPart)> _places = new(ReferenceEqualityComparer.Instance);

    public int Count => _places.Count;

    /// <summary>Places an entity and all of its parts. What is placed later lies deeper and wins.</summary>
    public void Add(ParsedEntity entity, PartNumber number, int? errantPart)
    {
        _places[entity] = (number, errantPart);
        for (int i = 0; i < entity.Children.Count; i++)
        {
            Add(entity.Children[i], number.Part(i + 1), errantPart);
        }
    }

    public (PartNumber Number, int? ErrantPart) Of(ParsedEntity entity) => _places[entity];
}
