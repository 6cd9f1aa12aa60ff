using System.Reflection;

namespace SmimeHelpdesk.Mutation;

/// <summary>The switch inside the mutated library.</summary>
internal sealed class MutantSwitch(Assembly library)
{
    private readonly Type _type = library.GetType("SmimeHelpdesk.MutantSwitch")!;

    /// <summary>The members that were entered since they were last forgotten.</summary>
    public IEnumerable<int> Entered
    {
        get
        {
            bool[] entered = Flags();
            return Enumerable.Range(0, entered.Length).Where(i => entered[i]);
        }
    }

    public void Forget() => Array.Clear(Flags());

    /// <summary>Makes one mutant live; 0 for none.</summary>
    public void Choose(int mutant) => _type.GetMethod("Choose")!.Invoke(null, [mutant == 0 ? -1 : mutant]);

    private bool[] Flags() => (bool[])_type.GetField("Entered")!.GetValue(null)!;
}
